/* Conditions of the transfer to another office (N3). */
#include "config.h"

#include "model/condition_room.h"

#include "base/i18n.h"

static const char open_transfers[] =
	"SELECT count(*) FROM transfer WHERE casefile = $1 AND answered_on IS NULL";

bool ask_transfer_none(struct gate *g, GError **error)
{
	gint64 n;

	if (!gate_count(g, &n, open_transfers, error))
		return false;
	if (n)
		gate_add(g, _("it was handed over already; enter what the other office answered"));
	return true;
}

bool ask_transfer_open(struct gate *g, GError **error)
{
	gint64 n;

	if (!gate_count(g, &n, open_transfers, error))
		return false;
	if (!n)
		gate_add(g, _("it was not handed over, so there is no answer to enter"));
	return true;
}

/* The last slip decides: what was refused is handed over again. */
bool ask_transfer_accepted(struct gate *g, GError **error)
{
	gint64 n;

	if (!gate_count(g, &n,
		    "SELECT count(*) FROM (SELECT result FROM transfer WHERE casefile = $1"
		    " ORDER BY id DESC LIMIT 1) WHERE result = 'accepted'",
		    error))
		return false;
	if (!n)
		gate_add(g, _("the other office has not accepted it; until then it is paid here"));
	return true;
}
