-- What wrk found, as one line of JSON. Nothing runs per request.
done = function(summary)
  local errors = summary.errors
  io.write(string.format(
    '\nSUMMARY {"requests":%d,"micros":%d,"non2xx":%d,"broken":%d}\n',
    summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
