#include "config.h"

#include "rule/disability.h"

enum { TYPE_SIGHT = 1, TYPE_LIMBS = 4, TYPE_INTELLECT = 5, TYPE_MIND = 6, TYPE_SEVERAL = 7 };

static bool is_certified(int type, int level)
{
	return type >= TYPE_SIGHT && type <= TYPE_SEVERAL && level >= 1 && level <= 4;
}

static bool is_mental(int type)
{
	return type == TYPE_INTELLECT || type == TYPE_MIND;
}

bool disability_severe_dibao(int type, int level)
{
	if (!is_certified(type, level))
		return false;
	return level <= 2 || (level == 3 && is_mental(type));
}

bool disability_severe_destitute(int type, int level)
{
	if (!is_certified(type, level))
		return false;
	if (is_mental(type))
		return level <= 3;
	if (type == TYPE_LIMBS ||
		type == TYPE_SEVERAL) /* components unknown: as the general rule */
		return level <= 2;
	return type == TYPE_SIGHT && level == 1;
}

bool disability_severe_parent(int type, int level)
{
	if (!is_certified(type, level))
		return false;
	return level <= 2 || is_mental(type);
}
