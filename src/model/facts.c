/* What the conditions of a programme file may ask about a case. */
#include "config.h"

#include "model/facts.h"

/* Counted members, or the one person of an individual programme. */
#define SUBJECTS                                                                                   \
	" FROM member m JOIN person p ON p.id = m.person JOIN casefile c ON c.id = $1"             \
	" WHERE m.household = c.household AND m.to_date IS NULL"                                   \
	" AND CASE WHEN c.person IS NULL THEN m.counted = 1 ELSE m.person = c.person END"
/* A day so many years ago, as text; $2 is today. */
#define YEARS_AGO(n) "date($2, '-" #n " years')"

static const struct fact {
	const char *name, *sql; /* $1 the case, $2 today */
} facts[] = {
	{"state", "SELECT state FROM casefile WHERE id = $1 AND $2 <> ''"},
	{"area", "SELECT area FROM casefile WHERE id = $1 AND $2 <> ''"},
	{"origin", "SELECT origin FROM casefile WHERE id = $1 AND $2 <> ''"},
	{"agent", "SELECT agent FROM casefile WHERE id = $1 AND $2 <> ''"},
	{"programme", "SELECT programme FROM casefile WHERE id = $1 AND $2 <> ''"},
	{"keeper", "SELECT keeper FROM casefile WHERE id = $1 AND $2 <> ''"},
	{"placing", "SELECT placing FROM casefile WHERE id = $1 AND $2 <> ''"},
	{"relative_of_staff", "SELECT relative_of_staff FROM casefile WHERE id = $1 AND $2 <> ''"},
	{"members", "SELECT count(*)" SUBJECTS " AND $2 <> ''"},
	{"disabled", "SELECT count(*)" SUBJECTS " AND p.disability_type > 0 AND $2 <> ''"},
	{"ill",
		"SELECT count(*)" SUBJECTS
		" AND p.illness IS NOT NULL AND p.illness <> '0' AND $2 <> ''"},
	{"grown_up", "SELECT count(*)" SUBJECTS " AND p.birth <= " YEARS_AGO(18)},
	{"minors", "SELECT count(*)" SUBJECTS " AND p.birth > " YEARS_AGO(18)},
	{"helpless",
		"SELECT count(*)" SUBJECTS
		" AND (p.birth > " YEARS_AGO(16) " OR p.disability_type > 0)"},
	{"objections", "SELECT count(*) FROM objection WHERE casefile = $1 AND $2 <> ''"},
	{"supporters",
		"SELECT count(*) FROM income_item WHERE casefile = $1 AND kind = '41' AND $2 <> "
		"''"},
	{"neighbours",
		"SELECT count(*) FROM survey WHERE casefile = $1 AND neighbours IS NOT NULL"
		" AND neighbours <> '.' AND $2 <> ''"},
	{"support",
		"SELECT form FROM support WHERE casefile = $1 AND chosen_on <= $2"
		" ORDER BY chosen_on DESC, id DESC LIMIT 1"},
	{"in_institution",
		"SELECT form = 'institution' FROM support WHERE casefile = $1 AND chosen_on <= $2"
		" ORDER BY chosen_on DESC, id DESC LIMIT 1"},
	{"dead", "SELECT count(*)" SUBJECTS " AND p.death_date IS NOT NULL AND $2 <> ''"},
	{"gone", "SELECT count(*) > 0 AND count(*) = count(p.death_date)" SUBJECTS " AND $2 <> ''"},
	{"met", "SELECT count(*) FROM meeting WHERE casefile = $1 AND $2 <> ''"},
	{"sampled", "SELECT count(*) FROM sampling WHERE casefile = $1 AND $2 <> ''"},
	{"unidentified",
		"SELECT count(*) FROM relief WHERE casefile = $1 AND identity = 'unknown'"
		" AND $2 <> ''"},
	{"cash", "SELECT coalesce(sum(cash), 0) FROM relief_end WHERE casefile = $1 AND $2 <> ''"},
	{"heard", "SELECT count(*) FROM hearing WHERE casefile = $1 AND $2 <> ''"},
	{"changed",
		"SELECT count(*) FROM decision WHERE casefile = $1 AND kind IN ('adjust', 'stop')"
		" AND $2 <> ''"},
	{"graced",
		"SELECT count(*) FROM decision WHERE casefile = $1 AND action = 'grace'"
		" AND $2 <> ''"},
	{"deaths",
		"SELECT count(DISTINCT p.id) FROM casefile c JOIN member m"
		" ON m.household = c.household JOIN person p ON p.id = m.person"
		" WHERE c.id = $1 AND (c.person IS NULL OR p.id = c.person) AND m.counted = 1"
		" AND p.death_date >= m.from_date AND p.death_date <= $2"},
	{"ended",
		"SELECT count(*) FROM decision WHERE casefile = $1 AND kind = 'stop' AND $2 <> ''"},
};

void facts_init(struct desk *desk, const struct casefile *c, struct facts *f)
{
	*f = (struct facts){desk, c, g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free)};
}

void facts_clear(struct facts *f)
{
	g_clear_pointer(&f->read, g_hash_table_unref);
}

static const struct fact *fact_find(const char *name)
{
	for (guint i = 0; i < G_N_ELEMENTS(facts); i++)
		if (g_str_equal(facts[i].name, name))
			return &facts[i];
	return NULL;
}

static bool is_known(const char *name)
{
	return g_str_equal(name, "known");
}

bool facts_knows(const char *name)
{
	return is_known(name) || fact_find(name);
}

/* Another case of the household, active and valid today, that found it to be poor. */
static char *read_known(const struct facts *f)
{
	char today[DAY_LEN];
	bool known = false;
	struct query *q = db_query(f->desk->db,
		"SELECT programme, state FROM casefile c WHERE household = $1 AND id <> $2"
		" AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.casefile = c.id"
		"  AND d.valid_until < $3 AND d.id = (SELECT max(id) FROM decision e"
		"   WHERE e.casefile = c.id AND e.kind = 'confirm'))",
		"iit", f->casefile->household, f->casefile->id, day_to_iso(day_today(), today));
	while (query_next(q)) {
		const struct programme *p = library_programme(f->desk->lib, query_text(q, 0));
		const struct state_def *s = p ? programme_state(p, query_text(q, 1)) : NULL;
		known = known || (s && p->recognises && s->kind == STATE_ACTIVE);
	}
	query_end(q, NULL);
	return g_strdup(known ? "1" : "0");
}

static char *read_fact(const struct facts *f, const struct fact *fact)
{
	char today[DAY_LEN];
	char *value = db_one_text(f->desk->db, NULL, fact->sql, "it", f->casefile->id,
		day_to_iso(day_today(), today));
	return value ? value : g_strdup("");
}

const char *facts_lookup(const char *name, void *ctx)
{
	struct facts *f = ctx;
	const struct fact *fact = fact_find(name);
	char *value = g_hash_table_lookup(f->read, name);
	if (!fact && !is_known(name))
		return desk_lookup(f->desk, name);
	if (!value) {
		value = fact ? read_fact(f, fact) : read_known(f);
		g_hash_table_insert(f->read, (gpointer)(fact ? fact->name : "known"), value);
	}
	return *value ? value : NULL;
}

bool facts_hold(struct facts *f, const char *name)
{
	const char *value = facts_lookup(name, f);
	return value && !g_str_equal(value, "0");
}
