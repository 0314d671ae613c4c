"""Machines: where batches run."""
