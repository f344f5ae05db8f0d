#include "config.h"

#include "app/demo_standards.h"

#include "base/i18n.h"
#include "model/operator.h"
#include "model/setting.h"

static const char *const standards[][3] = {
	{"dibao_standard", "urban", "816000"},
	{"dibao_standard", "rural", "624000"},
	{"destitute_basic_home", "urban", "88400"},
	{"destitute_basic_home", "rural", "67600"},
	{"destitute_basic_institution", "urban", "88400"},
	{"destitute_basic_institution", "rural", "67600"},
	{"care_home_full", "", "19800"},
	{"care_home_half", "", "49500"},
	{"care_home_none", "", "99000"},
	{"care_institution_full", "", "19800"},
	{"care_institution_half", "", "49500"},
	{"care_institution_none", "", "99000"},
	{"child_home", "", "117000"},
	{"child_institution", "", "175500"},
	{"disposable_income", "urban", "3600000"},
	{"disposable_income", "rural", "1800000"},
	{"ls_max_mult", "", "6"},
	{"township_cap", "", "200000"},
};

static bool put(struct desk *desk, struct change *c, const char *key, const char *area,
	const char *value, bool sample, day from, GError **error)
{
	struct setting s = {.key = key,
		.area = area,
		.value = value,
		.from = from,
		.document = _("practice"),
		.sample = sample,
		.issued = DAY_NONE};
	return setting_put(c, desk->lib, &s, error);
}

static bool put_missing(struct desk *desk, struct change *c, day from, GError **error)
{
	for (guint i = 0; i < G_N_ELEMENTS(standards); i++)
		if (!desk_policy(desk, standards[i][0], standards[i][1], from) &&
			!put(desk, c, standards[i][0], standards[i][1], standards[i][2], true, from,
				error))
			return false;
	return true;
}

bool demo_standards_put(struct desk *desk, day from, GError **error)
{
	if (!operator_sit_down(desk, "admin", error))
		return false;
	struct change *c = desk_change(desk, "setup", error);
	bool ok = c && put_missing(desk, c, from, error) &&
		put(desk, c, "confirm_level", "", "township", false, from, error) &&
		change_commit(&c, error);
	change_cancel(&c);
	return ok && desk_reload(desk, error);
}

static fen standard(struct desk *desk, const char *area, day on)
{
	const char *value = desk_policy(desk, "dibao_standard", area, on);
	return value ? g_ascii_strtoll(value, NULL, 10) : 0;
}

bool demo_standards_read(struct desk *desk, day on, struct demo_people *people)
{
	people->urban = standard(desk, "urban", on);
	people->rural = standard(desk, "rural", on);
	return true;
}
