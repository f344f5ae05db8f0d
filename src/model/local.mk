# Room model: see doc/architecture.md for what it is for and who may include it.
noinst_LIBRARIES += src/model/libmodel.a
src_model_libmodel_a_SOURCES =

