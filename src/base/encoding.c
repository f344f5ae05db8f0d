/* Which encoding a file is in, and a decoder that reads it in pieces of 64 KiB. */
#include "config.h"

#include "base/encoding.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <unistr.h>

#include "base/error.h"
#include "base/i18n.h"

#define BUFFER_SIZE 65536
#define NO_ICONV ((iconv_t)-1)

struct decoder {
	char *name; /* of the file, without its folder, for messages */
	int fd;
	enum encoding encoding;
	iconv_t cd;  /* NO_ICONV for UTF-8, which is checked and copied */
	bool ascii;  /* nothing but ASCII so far: the judgement is still open */
	bool at_end; /* the file has no more than what is in the buffer */
	goffset read, total;
	size_t pos, len; /* what is left in the buffer */
	unsigned char buffer[BUFFER_SIZE];
};

const char *encoding_name(enum encoding e)
{
	static const char *const names[] = {"UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"};

	return names[e];
}

/* Bytes that are valid UTF-8; a character cut off by the end counts as valid. */
static size_t valid_utf8(const unsigned char *s, size_t len)
{
	const unsigned char *bad = u8_check(s, len);
	ucs4_t c;

	if (!bad || u8_mbtoucr(&c, bad, s + len - bad) == -2)
		return len;
	return bad - s;
}

/* The same for GB18030: one byte, two, or four of which the second is a digit. */
static size_t valid_gb18030(const unsigned char *s, size_t len)
{
	size_t i = 0;

	while (i < len) {
		if (s[i] < 0x80) {
			i++;
			continue;
		}
		if (s[i] == 0x80 || s[i] == 0xFF)
			return i;
		if (i + 1 == len)
			return len;
		if (s[i + 1] >= 0x40 && s[i + 1] != 0x7F && s[i + 1] != 0xFF) {
			i += 2;
			continue;
		}
		if (s[i + 1] < '0' || s[i + 1] > '9')
			return i;
		if ((i + 2 < len && (s[i + 2] < 0x81 || s[i + 2] == 0xFF)) ||
			(i + 3 < len && (s[i + 3] < '0' || s[i + 3] > '9')))
			return i;
		i += 4;
	}
	return len;
}

/* A few hanzi of GB2312 are valid UTF-8 as well (一 reads as a Cyrillic letter).  Chinese text in
 * UTF-8 has three bytes a character, so text that only has such pairs is not meant as UTF-8. */
static bool has_only_hanzi_pairs(const unsigned char *s, size_t len)
{
	bool any = false;

	for (size_t i = 0; i < len; i++) {
		if (s[i] < 0x80)
			continue;
		if (s[i] < 0xC4 || s[i] >= 0xE0 || i + 1 == len || s[i + 1] < 0xA1)
			return false;
		any = true;
		i++;
	}
	return any;
}

static enum encoding guess_bytes(const unsigned char *s, size_t len)
{
	size_t utf8 = valid_utf8(s, len), gb = valid_gb18030(s, len);

	if (utf8 == len)
		return has_only_hanzi_pairs(s, len) ? ENCODING_GB18030 : ENCODING_UTF8;
	return gb > utf8 ? ENCODING_GB18030 : ENCODING_UTF8;
}

/* UTF-16 without a mark: digits, commas and line ends leave every second byte zero, which no text
 * in the other encodings has. */
static bool guess_utf16(const unsigned char *s, size_t len, enum encoding *out)
{
	size_t zeros[2] = {0, 0};

	for (size_t i = 0; i < len; i++)
		zeros[i % 2] += s[i] == 0;
	if (len < 2 || (zeros[0] + zeros[1]) * 10 < len || zeros[0] == zeros[1])
		return false;
	*out = zeros[1] > zeros[0] ? ENCODING_UTF16LE : ENCODING_UTF16BE;
	return true;
}

enum encoding encoding_guess(const void *bytes, size_t len, size_t *skip)
{
	static const struct {
		const char *bytes;
		size_t len;
		enum encoding encoding;
	} marks[] = {
		{"\xEF\xBB\xBF", 3, ENCODING_UTF8},
		{"\xFF\xFE", 2, ENCODING_UTF16LE},
		{"\xFE\xFF", 2, ENCODING_UTF16BE},
		{"\x84\x31\x95\x33", 4, ENCODING_GB18030},
	};
	enum encoding e;

	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
		if (len >= marks[i].len && memcmp(bytes, marks[i].bytes, marks[i].len) == 0) {
			*skip = marks[i].len;
			return marks[i].encoding;
		}
	}
	*skip = 0;
	return guess_utf16(bytes, len, &e) ? e : guess_bytes(bytes, len);
}

static bool is_ascii(const unsigned char *s, size_t len)
{
	unsigned char all = 0;

	for (size_t i = 0; i < len; i++)
		all |= s[i];
	return all < 0x80;
}

static bool fail_io(const char *path, int code, GError **error)
{
	switch (code) {
	case ENOENT:
		return jz_fail(error, JZ_ERROR_BAD,
			_("there is no file %s; check its name and folder"), path);
	case EACCES:
		return jz_fail(error, JZ_ERROR_BAD,
			_("the file %s may not be read; ask its owner for the right to"), path);
	case EISDIR:
		return jz_fail(error, JZ_ERROR_BAD, _("%s is a folder; name a file in it"), path);
	default:
		return jz_fail(error, JZ_ERROR_BAD,
			_("the file %s cannot be read (%s); try a copy"), path, g_strerror(code));
	}
}

static bool open_iconv(iconv_t *cd, const char *to, const char *from, GError **error)
{
	*cd = iconv_open(to, from);
	if (*cd != NO_ICONV)
		return true;
	return jz_fail(error, JZ_ERROR_BAD,
		_("this machine cannot turn %s into %s; install the character sets of its C "
		  "library"),
		from, to);
}

/* Sets the encoding that the rest of the file is read in. */
static bool settle(struct decoder *dec, enum encoding e, GError **error)
{
	dec->encoding = e;
	return e == ENCODING_UTF8 || open_iconv(&dec->cd, "UTF-8", encoding_name(e), error);
}

/* Moves what is left to the front and fills the rest of the buffer. */
static bool fill(struct decoder *dec, GError **error)
{
	size_t old = dec->len - dec->pos;

	memmove(dec->buffer, dec->buffer + dec->pos, old);
	dec->pos = 0;
	dec->len = old;
	while (dec->len < BUFFER_SIZE && !dec->at_end) {
		ssize_t n = read(dec->fd, dec->buffer + dec->len, BUFFER_SIZE - dec->len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail_io(dec->name, errno, error);
		dec->at_end = n == 0;
		dec->len += n;
		dec->read += n;
	}
	if (dec->ascii && !is_ascii(dec->buffer, dec->len)) {
		dec->ascii = false;
		return settle(dec, guess_bytes(dec->buffer, dec->len), error);
	}
	return true;
}

struct decoder *decoder_open(const char *path, GError **error)
{
	struct decoder *dec;
	struct stat st;
	size_t skip;
	enum encoding e;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

	if (fd < 0) {
		fail_io(path, errno, error);
		return NULL;
	}
	dec = g_malloc(sizeof *dec);
	memset(dec, 0, offsetof(struct decoder, buffer));
	dec->fd = fd;
	dec->cd = NO_ICONV;
	dec->name = g_path_get_basename(path);
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		dec->total = st.st_size;
	if (!fill(dec, error)) {
		decoder_free(dec);
		return NULL;
	}
	e = encoding_guess(dec->buffer, dec->len, &skip);
	dec->pos = skip;
	dec->ascii = e == ENCODING_UTF8 && skip == 0 && is_ascii(dec->buffer, dec->len);
	if (!settle(dec, e, error)) {
		decoder_free(dec);
		return NULL;
	}
	return dec;
}

void decoder_free(struct decoder *dec)
{
	if (!dec)
		return;
	if (dec->cd != NO_ICONV)
		iconv_close(dec->cd);
	close(dec->fd);
	g_free(dec->name);
	g_free(dec);
}

enum encoding decoder_encoding(const struct decoder *dec)
{
	return dec->encoding;
}

void decoder_progress(const struct decoder *dec, goffset *done, goffset *total)
{
	*done = dec->read - (goffset)(dec->len - dec->pos);
	*total = MAX(dec->total, dec->read);
}

enum step { STEP_MORE, STEP_CUT, STEP_BAD };

/* Copies what is valid of the buffer.  *n: bytes given out; where it is 0 the step says why. */
static enum step copy_utf8(struct decoder *dec, char *buf, size_t cap, size_t *n)
{
	const unsigned char *s = dec->buffer + dec->pos;
	size_t left = dec->len - dec->pos, want = MIN(left, cap);
	const unsigned char *bad = u8_check(s, want);
	ucs4_t c;

	*n = bad ? (size_t)(bad - s) : want;
	memcpy(buf, s, *n);
	dec->pos += *n;
	if (*n > 0 || left == 0)
		return STEP_MORE;
	return u8_mbtoucr(&c, s, left) == -2 ? STEP_CUT : STEP_BAD;
}

static enum step convert(struct decoder *dec, char *buf, size_t cap, size_t *n)
{
	char *in = (char *)dec->buffer + dec->pos, *out = buf;
	size_t left = dec->len - dec->pos, room = cap;
	int code = 0;

	if (left > 0 && iconv(dec->cd, (ICONV_CONST char **)&in, &left, &out, &room) == (size_t)-1)
		code = errno;
	dec->pos = dec->len - left;
	*n = cap - room;
	if (code == EINVAL)
		return STEP_CUT;
	return code == EILSEQ ? STEP_BAD : STEP_MORE;
}

static bool fail_bytes(const struct decoder *dec, bool cut, GError **error)
{
	goffset at, total;
	char place[24];

	decoder_progress(dec, &at, &total);
	g_snprintf(place, sizeof place, "%" G_GOFFSET_FORMAT, at);
	if (cut)
		return jz_fail(error, JZ_ERROR_BAD,
			_("%s ends within a character (%s) at byte %s; fetch the whole file again"),
			dec->name, encoding_name(dec->encoding), place);
	return jz_fail(error, JZ_ERROR_BAD,
		_("%s: byte %s is no character (%s); save the file again as UTF-8"), dec->name,
		place, encoding_name(dec->encoding));
}

gssize decoder_read(struct decoder *dec, char *buf, size_t cap, GError **error)
{
	g_return_val_if_fail(cap >= 4, -1);
	for (;;) {
		enum step step;
		size_t n;

		if (dec->pos == dec->len) {
			if (!dec->at_end && !fill(dec, error))
				return -1;
			if (dec->pos == dec->len)
				return 0;
		}
		step = dec->cd == NO_ICONV ? copy_utf8(dec, buf, cap, &n)
					   : convert(dec, buf, cap, &n);
		if (n > 0)
			return n;
		if (step == STEP_BAD || (step == STEP_CUT && dec->at_end)) {
			fail_bytes(dec, step == STEP_CUT, error);
			return -1;
		}
		if (step == STEP_CUT && !fill(dec, error))
			return -1;
	}
}

GBytes *encoding_to_gb18030(const char *utf8, gssize len, GError **error)
{
	char *in = (char *)utf8, *out, *buf;
	size_t left = len < 0 ? strlen(utf8) : (size_t)len;
	size_t room = left * 2 + 4; /* two bytes of UTF-8 may become four */
	iconv_t cd;
	bool done;

	if (!open_iconv(&cd, "GB18030", "UTF-8", error))
		return NULL;
	out = buf = g_malloc(room);
	done = iconv(cd, (ICONV_CONST char **)&in, &left, &out, &room) != (size_t)-1;
	iconv_close(cd);
	if (!done) {
		char place[24];

		g_snprintf(place, sizeof place, "%zu", (size_t)(in - utf8));
		g_free(buf);
		jz_fail(error, JZ_ERROR_BAD,
			_("byte %s of the text is no character (UTF-8); mend the text"), place);
		return NULL;
	}
	return g_bytes_new_take(buf, out - buf);
}
