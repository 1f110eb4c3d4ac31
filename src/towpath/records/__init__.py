"""WHAT HAPPENED. Tables, their walls, and the questions asked of them. Writes nothing by itself."""
