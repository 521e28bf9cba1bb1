"""The starter library: programme families as data, their loader and the check that proves them."""
