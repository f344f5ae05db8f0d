/* What the checks of the office say of the case, before the audit says it. */
#include "config.h"

#include "model/condition_room.h"

#include "model/audit.h"

static bool see(const struct audit_finding *f, void *ctx)
{
	struct gate *g = ctx;

	if (f->severity != AUDIT_ERROR)
		return true;
	g->article = f->def->key;
	gate_add(g, "%s", f->sentence);
	return true;
}

bool ask_sound(struct gate *g, GError **error)
{
	(void)error;
	audit_case(g->desk, g->c->id, see, g);
	return true;
}
