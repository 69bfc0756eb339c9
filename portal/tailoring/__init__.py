"""What a council makes of the questions: takes up sets, lays words of its own over them, asks one beside them."""
