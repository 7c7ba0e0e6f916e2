"""Views choose what is shown, writers know formats; neither computes dates or sums."""
