/* g_autoptr(name) for `struct name`.
 *
 * GLib's own macro wants a typedef of that name, which would clash with variables of the same name
 * (-Wshadow); this one needs none: g_autoptr(policy) p = policy_new(lib).
 */
#ifndef BASE_AUTO_H
#define BASE_AUTO_H

#include <glib.h>

#define JZ_DEFINE_AUTOPTR(name, free_func)                                                         \
	typedef struct name *_GLIB_AUTOPTR_TYPENAME(name);                                         \
	G_GNUC_UNUSED static inline void _GLIB_AUTOPTR_FUNC_NAME(name)(struct name * *object)      \
	{                                                                                          \
		if (*object)                                                                       \
			free_func(*object);                                                        \
	}

#endif
