"""What the clock and the queue do."""
