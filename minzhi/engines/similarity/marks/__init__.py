"""Word marks: how they look, sound, mean and are put together; pure, over arrays and plain values."""
