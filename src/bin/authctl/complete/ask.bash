# Completes the arguments of authctl by asking it, so that names come from the user file.
_authctl() {
    local offer
    COMPREPLY=()
    while IFS= read -r offer; do
        COMPREPLY+=("$offer")
    done < <(AUTHCTL_COMPLETE=bash command authctl -- "${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null)
    if ((${#COMPREPLY[@]} == 1)) && [[ ${COMPREPLY[0]} == *[=/] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)); then
    complete -o bashdefault -o nosort -F _authctl authctl
else
    complete -o bashdefault -F _authctl authctl
fi
