# Room store: see doc/architecture.md for what it is for and who may include it.
noinst_LIBRARIES += src/store/libstore.a
src_store_libstore_a_SOURCES =

