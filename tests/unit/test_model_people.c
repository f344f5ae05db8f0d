#include "config.h"

#include "tests/unit/test_model_people.h"

enum intake_result take(struct office_fixture *o, const struct intake_household *h)
{
	GError *error = NULL;
	struct change *c = desk_change(o->desk, "test", &error);
	struct intake *in;
	enum intake_result result = INTAKE_CONFLICT;

	must(c != NULL, &error);
	in = intake_begin(c, o->lib, true, &error);
	must(in != NULL, &error);
	must(intake_put(in, h, &result, &error), &error);
	intake_end(in);
	must(change_commit(&c, &error), &error);
	return result;
}

struct intake_household household_of(const struct intake_person *person, int n)
{
	return (struct intake_household){
		.programme = "dibao",
		.area = "rural",
		.person = person,
		.n_person = n,
		.complete = true,
		.year_income = -1,
		.amount = 30000,
		.month = 2023 * 12 + 11,
	};
}

int main(void)
{
	g_setenv("JZ_TEST", "1", TRUE);
	return run_search_tests() + run_household_tests() + run_division_tests() +
		run_intake_tests();
}
