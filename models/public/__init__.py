"""The public record: released rows in a file of its own, which nothing private can reach."""
