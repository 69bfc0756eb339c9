"""In whose care providers, contracts and returns are: deputies while somebody is away, and handing over."""
