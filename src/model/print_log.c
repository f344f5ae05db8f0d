#include "config.h"

#include "model/print_log.h"

static bool insert(struct change *c, row_id casefile, const char *document, GError **error)
{
	struct record r = record_of("print_log");

	if (casefile)
		record_int(&r, "casefile", casefile);
	record_text(&r, "document", document);
	record_text(&r, "at", change_at(c));
	record_int(&r, "operator", change_operator(c));
	return change_insert(c, &r, NULL, error);
}

bool print_log_add(struct desk *desk, row_id casefile, const char *document, GError **error)
{
	struct change *c = desk_change(desk, "print", error);
	bool ok = c && insert(c, casefile, document, error) && change_commit(&c, error);

	change_cancel(&c);
	return ok;
}

bool print_log_count(
	struct desk *desk, row_id casefile, const char *document, int *n, GError **error)
{
	gint64 count = 0;
	bool ok = db_one_int(desk->db, &count, error,
		"SELECT count(*) FROM print_log WHERE casefile = $1 AND document = $2", "it",
		casefile, document);

	*n = (int)count;
	return ok;
}
