// Asks whether the bearer token of a request is active, and says whose it is in X-User.

async function ask(request) {
    const words = (request.headersIn.Authorization || "").split(" ");
    if (words.length !== 2 || words[0].toLowerCase() !== "bearer") return request.return(401);
    const answer = await request.subrequest("/introspect", { method: "POST", body: `token=${encodeURIComponent(words[1])}` });
    if (answer.status !== 200) return request.return(500);
    const claims = JSON.parse(answer.responseText);
    if (!claims.active) return request.return(401);
    request.headersOut["X-User"] = claims.sub;
    request.return(204);
}

export default { ask };
