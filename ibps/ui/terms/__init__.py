"""The terms on the screen: a line each in the opening, and a view each for the rule and the scale."""
