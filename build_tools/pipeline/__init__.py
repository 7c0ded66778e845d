"""The stages in order: the only part that knows them all."""

from build_tools.pipeline.assembly import edition, site
from build_tools.pipeline.cache import Cache
from build_tools.pipeline.project import Order, Project
from build_tools.pipeline.recollection import keep, warm

__all__ = ["Cache", "Order", "Project", "edition", "keep", "site", "warm"]
