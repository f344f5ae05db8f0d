/* The journal's bodies: one canonical text, read back as it was. */
#include "config.h"

#include "test_store.h"

#include <string.h>
#include "store/body.h"

static struct value text(const char *s)
{
	return (struct value){.type = VALUE_TEXT, .s = s, .len = strlen(s)};
}

static struct value number(gint64 i)
{
	return (struct value){.type = VALUE_INT, .i = i};
}

static void writes_the_shortest_json(void **state)
{
	g_autoptr(GString) out = g_string_new(NULL);
	struct value v = text("张\"三\\\n"), n = number(G_MININT64), none = {.type = VALUE_NULL};

	(void)state;
	body_begin(out);
	body_end(out);
	assert_true(body_is_empty(out));
	body_begin(out);
	body_pair(out, "name", 4, &v);
	body_pair(out, "n", 1, &n);
	body_pair(out, "none", 4, &none);
	body_end(out);
	assert_string_equal(out->str,
		"{\"name\":\"张\\\"三\\\\\\u000a\",\"n\":-9223372036854775808,\"none\":null}");
	body_begin(out);
	body_change(out, "a", 1, &none, &v);
	body_end(out);
	assert_string_equal(out->str, "{\"a\":[null,\"张\\\"三\\\\\\u000a\"]}");
}

static void reads_what_it_wrote(void **state)
{
	static const char *const texts[] = {
		"", "张三", "\"", "\\", "a\\\"b\x01\x1f\t", "[]{}:,null"};
	g_autoptr(GString) out = g_string_new(NULL);
	struct body b = {0};
	struct body_pair pair;

	(void)state;
	body_begin(out);
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		struct value v = text(texts[i]), n = number((gint64)i - 2);

		body_change(out, texts[i], strlen(texts[i]), &n, &v);
	}
	body_end(out);
	body_read(&b, out->str, out->len);
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		assert_true(body_next(&b, &pair));
		assert_int_equal(pair.name.len, strlen(texts[i]));
		assert_memory_equal(pair.name.s, texts[i], pair.name.len);
		assert_int_equal(pair.before.i, (gint64)i - 2);
		assert_int_equal(pair.after.len, strlen(texts[i]));
		assert_memory_equal(pair.after.s, texts[i], pair.after.len);
	}
	assert_false(body_next(&b, &pair));
	assert_false(b.bad);
	body_clear(&b);
}

/* Whatever stands in a damaged file: every beginning of a body but the whole is bad. */
static void refuses_every_cut_and_stray_byte(void **state)
{
	static const char whole[] = "{\"a\":[null,\"x\\\"\\u0001\"],\"b\":-12}";
	struct body b = {0};
	struct body_pair pair;

	(void)state;
	for (size_t len = 0; len < strlen(whole); len++) {
		g_autofree char *cut = g_strndup(whole, len);

		body_read(&b, cut, len);
		while (body_next(&b, &pair))
			;
		assert_true(b.bad);
	}
	body_read(&b, "{}x", 3);
	assert_false(body_next(&b, &pair));
	assert_true(b.bad);
	body_clear(&b);
}

int run_body_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_the_shortest_json),
		cmocka_unit_test(reads_what_it_wrote),
		cmocka_unit_test(refuses_every_cut_and_stray_byte),
	};

	return cmocka_run_group_tests_name("store body", tests, NULL, NULL);
}
