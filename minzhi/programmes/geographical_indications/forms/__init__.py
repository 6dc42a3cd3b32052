"""What people fill in besides the acts."""
