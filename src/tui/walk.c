#include "tui/walk.h"

static struct field_line line_at(const struct fields_ops *ops, int i)
{
	struct field_line line = {0};
	ops->line(ops->ctx, i, &line);
	return line;
}

bool walk_can_enter(const struct fields_ops *ops, int i)
{
	if (i < 0 || i >= ops->count(ops->ctx))
		return false;
	struct field_line line = line_at(ops, i);
	return line.kind == LINE_FIELD && !line.protected_;
}

static bool stops_enter(const struct fields_ops *ops, int i)
{
	return walk_can_enter(ops, i) && !line_at(ops, i).carried;
}

/* The first line in [from, to) that Enter stops at, else the first that can be keyed. */
static int first_in(const struct fields_ops *ops, int from, int to)
{
	int carried = -1;
	for (int i = from; i < to; i++) {
		if (stops_enter(ops, i))
			return i;
		if (carried < 0 && walk_can_enter(ops, i))
			carried = i;
	}
	return carried;
}

int walk_from(const struct fields_ops *ops, int i)
{
	int n = ops->count(ops->ctx);
	int found = first_in(ops, MAX(i, 0), n);
	return found >= 0 ? found : first_in(ops, 0, n);
}

int walk_next(const struct fields_ops *ops, int i)
{
	int n = ops->count(ops->ctx);
	for (i++; i < n; i++) {
		if (stops_enter(ops, i))
			return i;
	}
	return -1;
}

int walk_above(const struct fields_ops *ops, int i)
{
	for (i--; i >= 0; i--) {
		if (walk_can_enter(ops, i))
			return i;
	}
	return -1;
}

static bool is_block(const struct fields_ops *ops, int i)
{
	return line_at(ops, i).kind == LINE_BLOCK;
}

static int block_start(const struct fields_ops *ops, int i)
{
	while (i > 0 && !is_block(ops, i))
		i--;
	return i;
}

static int block_end(const struct fields_ops *ops, int i)
{
	int n = ops->count(ops->ctx);
	for (i++; i < n && !is_block(ops, i); i++)
		;
	return i;
}

int walk_block(const struct fields_ops *ops, int i, int direction)
{
	int n = ops->count(ops->ctx);
	if (direction > 0) {
		for (int start = block_end(ops, i); start < n; start = block_end(ops, start)) {
			int found = first_in(ops, start, block_end(ops, start));
			if (found >= 0)
				return found;
		}
		return -1;
	}
	int start = block_start(ops, i);
	int found = first_in(ops, start, i);
	while (found < 0 && start > 0) {
		int end = start;
		start = block_start(ops, start - 1);
		found = first_in(ops, start, end);
	}
	return found;
}

int walk_screen(const struct fields_ops *ops, int i, int lines)
{
	int n = ops->count(ops->ctx);
	int wanted = CLAMP(i + lines, 0, n - 1);
	int step = lines > 0 ? 1 : -1;
	for (int at = wanted; at >= 0 && at < n; at += step) {
		if (walk_can_enter(ops, at))
			return at;
	}
	for (int at = wanted; at != i; at -= step) {
		if (walk_can_enter(ops, at))
			return at;
	}
	return -1;
}
