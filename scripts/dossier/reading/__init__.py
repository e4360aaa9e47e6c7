"""The parts of the readers of quantities and dates: all work on folded text and keep its positions."""
