"""loom"""
