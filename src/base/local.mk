# Room base: see doc/architecture.md for what it is for and who may include it.
noinst_LIBRARIES += src/base/libbase.a
src_base_libbase_a_SOURCES =

