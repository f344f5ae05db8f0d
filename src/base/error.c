#include "base/error.h"

GQuark jz_error_quark(void)
{
	return g_quark_from_static_string("jiuzhu");
}

bool jz_fail(GError **error, enum jz_error code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (error)
		*error = g_error_new_valist(JZ_ERROR, code, format, args);
	va_end(args);
	return false;
}
