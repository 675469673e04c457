"""Turns published face networks into TorchScript files for Adgaze."""
