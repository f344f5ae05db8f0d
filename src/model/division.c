#include "model/division.h"
