/* The bank account that a case is paid to. */
#include "model/payee.h"

#include "model/rows.h"

bool payee_save(struct desk *desk, row_id casefile, const struct entry *e, GError **error)
{
	static const char *const skip[] = {"bank", NULL};
	g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func(g_free);
	const struct code_list *banks = library_codes(desk->lib, "bank");
	const char *bank = entry_get(e, "casefile", 0, "bank");
	struct record r = record_of("casefile");
	rows_record(&r, e, 0, 0, skip, keep);
	/* The bank is kept by name, as rosters write it. */
	record_text(&r, "bank", banks && bank && *bank ? code_list_label(banks, bank) : bank);
	struct change *change =
		desk_needs(desk, ROLE_CLERK, error) && casefile_writable(desk, casefile, error)
		? desk_change(desk, "account", error)
		: NULL;
	bool ok = change && change_update(change, casefile, &r, NULL, error) &&
		change_commit(&change, error);
	change_cancel(&change);
	return ok;
}

bool payee_fill(struct desk *desk, row_id casefile, struct entry *e, GError **error)
{
	static const char *const fields[] = {"account", "holder", "account_note", "keeper"};
	const struct code_list *banks = library_codes(desk->lib, "bank");
	struct query *q = db_query(desk->db,
		"SELECT account, holder, account_note, keeper, bank FROM casefile WHERE id = $1",
		"i", casefile);
	if (query_next(q)) {
		const struct code *bank = banks ? code_list_match(banks, query_text(q, 4)) : NULL;
		for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
			if (!query_is_null(q, (int)i))
				entry_put(e, "casefile", 0, fields[i], query_text(q, (int)i));
		if (bank)
			entry_put(e, "casefile", 0, "bank", bank->key);
	}
	return query_end(q, error);
}
