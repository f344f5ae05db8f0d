# Room rule: see doc/architecture.md for what it is for and who may include it.
noinst_LIBRARIES += src/rule/librule.a
src_rule_librule_a_SOURCES =

