#include "model/gate.h"
