#include "model/desk.h"
