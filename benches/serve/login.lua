-- Logs in with the form of FastAPI's tutorial.
wrk.method = "POST"
wrk.body = "username=johndoe&password=correct+horse+battery+staple"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
