# Room app: see doc/architecture.md for what it is for and who may include it.
noinst_LIBRARIES += src/app/libapp.a
src_app_libapp_a_SOURCES =

