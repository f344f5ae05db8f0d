#include "config.h"

#include "model/account.h"

#include "base/i18n.h"
#include "base/rid.h"

static bool check(
	struct desk *desk, const char *name, const char *id_no, struct rid *rid, GError **error)
{
	if (!(desk->who.roles & ROLE_ADMIN))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("only an administrator may change accounts; let the administrator sign "
			  "in"));
	if (!name || !*name)
		return jz_fail(error, JZ_ERROR_BAD, _("the account needs the person's name"));
	if (id_no && *id_no && rid_parse(id_no, rid) != RID_OK)
		return jz_fail(error, JZ_ERROR_BAD,
			_("the id number %s of %s is wrong; look at the card again"), id_no, name);
	return true;
}

bool account_correct(struct desk *desk, row_id id, const char *name, const char *id_no,
	bool contracted, GError **error)
{
	struct record r = record_of("operator");
	struct rid rid = {0};

	if (!check(desk, name, id_no, &rid, error))
		return false;
	record_text(&r, "name", name);
	record_text(&r, "id_no", rid.number);
	record_text(&r, "employer", contracted ? "contracted" : "civil");
	struct change *c = desk_change(desk, "account", error);
	bool ok = c && change_update(c, id, &r, NULL, error) && change_commit(&c, error);
	change_cancel(&c);
	return ok && desk_reload(desk, error);
}
