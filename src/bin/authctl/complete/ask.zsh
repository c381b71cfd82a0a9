#compdef authctl
# Completes the arguments of authctl by asking it, so that names come from the user file.
_authctl() {
    local offer
    local -a whole begun
    for offer in "${(@f)$(AUTHCTL_COMPLETE=zsh command authctl -- "${(@Q)words[1,CURRENT]}" 2>/dev/null)}"; do
        case $offer in
            '') ;;
            *[=/]) begun+=("$offer") ;;
            *) whole+=("$offer") ;;
        esac
    done
    (( $#whole + $#begun )) || return 1
    (( $#whole )) && _describe -V authctl whole
    (( $#begun )) && _describe -V authctl begun -S ''
    return 0
}
if [[ ${funcstack[1]} == _authctl ]]; then
    _authctl "$@"
else
    compdef _authctl authctl
fi
