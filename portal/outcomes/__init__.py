"""After the decision: who bid, feedback to each, who won, the contract, and the sealed file."""
