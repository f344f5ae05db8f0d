#include "model/household.h"
