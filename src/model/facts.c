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
	{"rechecked",
		"SELECT count(*) FROM review_item WHERE casefile = $1 AND state = 'done'"
		" AND $2 <> ''"},
	{"review_class_said", "SELECT review_class FROM casefile WHERE id = $1 AND $2 <> ''"},
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

/* Another case of the household, active and valid today, that found it to be poor; one about a
 * single member only where he is all of it. */
static char *read_known(struct facts *f)
{
	char today[DAY_LEN];
	bool known = false;
	struct query *q = db_query(f->desk->db,
		"SELECT programme, state FROM casefile c WHERE household = $1 AND id <> $2"
		" AND (person IS NULL OR NOT EXISTS (SELECT 1 FROM member m"
		"  WHERE m.household = c.household AND m.to_date IS NULL AND m.counted = 1"
		"  AND m.person <> c.person))"
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

/* Does the row of a code say yes to an attribute? */
static bool code_says(
	const struct facts *f, const char *list, const char *key, const char *attribute)
{
	const struct code_list *codes = library_codes(f->desk->lib, list);
	const struct code *code = codes ? code_list_find(codes, key) : NULL;
	return code && g_strcmp0(code_attribute(code, attribute), "yes") == 0;
}

/* D-60: members whose ability to work the code list calls so. */
static char *read_able(struct facts *f)
{
	int n = 0;
	struct query *q = db_query(f->desk->db,
		"SELECT p.labour" SUBJECTS " AND p.death_date IS NULL", "i", f->casefile->id);
	while (query_next(q))
		n += code_says(f, "labour", query_text(q, 0), "able");
	query_end(q, NULL);
	return g_strdup_printf("%d", n);
}

/* D-60: lines of income that the code list calls unstable. */
static char *read_unstable(struct facts *f)
{
	int n = 0;
	struct query *q = db_query(f->desk->db,
		"SELECT section || '_kind', kind FROM income_item WHERE casefile = $1"
		" AND state <> 'superseded'",
		"i", f->casefile->id);
	while (query_next(q))
		n += code_says(f, query_text(q, 0), query_text(q, 1), "unstable");
	query_end(q, NULL);
	return g_strdup_printf("%d", n);
}

/* The class that the office gave, unless the law is stricter (D-60: local rules may only be). */
static char *read_class(struct facts *f)
{
	const struct programme *p = casefile_programme(f->desk, f->casefile);
	bool half = p && p->half_year && expr_true(p->half_year, facts_lookup, f);
	const char *law = half ? "B" : "A";
	const char *said = facts_lookup("review_class_said", f);
	bool stricter = said && said[0] > law[0] && said[0] <= 'C' && !said[1];
	return g_strdup(stricter ? said : law);
}

static const struct reckoned {
	const char *name;
	char *(*read)(struct facts *f);
} reckoned[] = {
	{"known", read_known},
	{"able", read_able},
	{"unstable", read_unstable},
	{"review_class", read_class},
};

static const struct reckoned *reckoned_find(const char *name)
{
	for (guint i = 0; i < G_N_ELEMENTS(reckoned); i++)
		if (g_str_equal(reckoned[i].name, name))
			return &reckoned[i];
	return NULL;
}

bool facts_knows(const char *name)
{
	return reckoned_find(name) || fact_find(name);
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
	const struct reckoned *other = fact ? NULL : reckoned_find(name);
	if (!fact && !other)
		return desk_lookup(f->desk, name);
	char *value = g_hash_table_lookup(f->read, name);
	if (!value) {
		value = fact ? read_fact(f, fact) : other->read(f);
		g_hash_table_insert(f->read, (gpointer)(fact ? fact->name : other->name), value);
	}
	return *value ? value : NULL;
}

bool facts_hold(struct facts *f, const char *name)
{
	const char *value = facts_lookup(name, f);
	return value && !g_str_equal(value, "0");
}
