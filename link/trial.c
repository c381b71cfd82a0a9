/* What build.rs links and runs to learn whether the C library of this machine can be linked into the command. */

#include <features.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>

/* Threads came into the library itself with 2.34, relocations in packed form with 2.36. */
#if !defined(__GLIBC__) || !__GLIBC_PREREQ(2, 36)
#error "too old"
#endif

static void *thread(void *number) {
    return number;
}

/* A pointer that has to be relocated. */
static void *(*volatile start)(void *) = thread;

int main(int count, char **arguments) {
    pthread_t other;
    void *returned = NULL;
    if (pthread_create(&other, NULL, start, arguments) != 0 || pthread_join(other, &returned) != 0) {
        return EXIT_FAILURE;
    }
    return returned == arguments && floor(count + 0.5) == count ? EXIT_SUCCESS : EXIT_FAILURE;
}
