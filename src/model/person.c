#include "model/person.h"
