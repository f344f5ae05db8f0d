# Room rule: pure arithmetic and law, each result with its working.
noinst_LIBRARIES += src/rule/librule.a
src_rule_librule_a_SOURCES = \
	src/rule/allowance.c src/rule/allowance.h \
	src/rule/cap.c src/rule/cap.h \
	src/rule/deadline.c src/rule/deadline.h \
	src/rule/disability.c src/rule/disability.h \
	src/rule/entitlement.c src/rule/entitlement.h \
	src/rule/income.c src/rule/income.h \
	src/rule/policy.c src/rule/policy.h \
	src/rule/quotient.c src/rule/quotient.h \
	src/rule/support.c src/rule/support.h \
	src/rule/working.c src/rule/working.h
