"""Rendering: an edition becomes pages."""
