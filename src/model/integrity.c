#include "config.h"

#include "model/integrity.h"

char *integrity_until(struct desk *desk, row_id person, day on)
{
	char iso[DAY_LEN];
	return db_one_text(desk->db, NULL,
		"SELECT max(until) FROM integrity WHERE person = $1 AND noted_on <= $2"
		" AND until >= $2",
		"it", person, day_to_iso(on, iso));
}
