/* Households in the mass: what was decided and paid before the program came. */
#ifndef APP_DEMO_MASS_H
#define APP_DEMO_MASS_H

#include "app/demo_people.h"
#include "model/past.h"

struct demo_home {
	char county[7], name[64], account[24];
	row_id id;
};
/* Writes cases of the past: people in villages, with their award and facts. */
struct demo_mass {
	struct desk *desk;
	struct past *past;
	struct demo_people *people;
	struct code_list *villages; /* of the whole office; the key is the whole code */
	GPtrArray *urban, *rural;   /* struct code *: communities, villages */
	GPtrArray *known;           /* struct demo_known *: may ask for a grant */
	GArray *homes;              /* struct demo_home: for the old, one of each county */
	struct demo_home welfare;   /* of the city, for children */
};
/* Somebody in another case, who is poor and known to be. */
struct demo_known {
	row_id household;
	char account[24], holder[32], id_no[19];
	const char *area, *bank;
	const struct code *village;
	int members;
};
void demo_mass_init(struct demo_mass *m, struct desk *desk, struct demo_people *people);
void demo_mass_clear(struct demo_mass *m);
/* Homes for the destitute, the city's welfare home and relief station; before anybody is placed. */
bool demo_mass_add_institutions(struct demo_mass *m, GError **error);
bool demo_mass_is_urban(const struct code *village);
/* The i-th of so many places, spread evenly over the villages of an area. */
const struct code *demo_mass_village(const struct demo_mass *m, const char *area, int i, int of);

/* What a roster needs of a case. */
struct demo_paid {
	row_id casefile;
	const char *area;
	int members;
	struct past_part part[2];
	int n_part;
	char account[24], holder[64];
	const char *bank;
};

struct demo_award {
	day granted;
	month from;
	bool reckon;       /* by the program, with the supplements of today */
	fen year_income;   /* dibao */
	fen base, care;    /* else: what is paid, in parts */
	const char *level; /* destitute: of self-care */
	fen allowance;     /* child: received elsewhere */
	bool institution;
};
bool demo_mass_dibao(struct demo_mass *m, const struct code *village, const char *area, int n,
	const struct demo_award *a, struct demo_paid *paid, GError **error);
bool demo_mass_destitute(struct demo_mass *m, const struct code *village, const char *area,
	const struct demo_award *a, struct demo_paid *paid, GError **error);
bool demo_mass_child(struct demo_mass *m, const char *programme, const struct code *village,
	const char *area, const struct demo_award *a, struct demo_paid *paid, GError **error);
/* known: whose household it is; NULL: somebody new in that village. */
bool demo_mass_grant(struct demo_mass *m, const char *programme, const struct code *village,
	const char *area, const struct demo_known *known, day decided, fen amount, bool open,
	struct demo_paid *paid, GError **error);
/* An episode that cost so much. */
bool demo_mass_relief(struct demo_mass *m, day found, fen cost, GError **error);

#endif
