"""The interview: questions about a contract, their answers, and the contract file made of them."""
