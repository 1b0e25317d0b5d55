-- One aggregate: subrequests at once, or in turn, and their bodies pasted in the order of `names`.
local function gather(calls, in_turn)
  if not in_turn then
    return { ngx.location.capture_multi(calls) }
  end
  local answers = {}
  for i, call in ipairs(calls) do
    answers[i] = ngx.location.capture(call[1])
  end
  return answers
end

return function(names, calls, in_turn)
  local out, errors = { "" }, {}
  for i, answer in ipairs(gather(calls, in_turn)) do
    local good = answer.status == 200 and not answer.truncated
    out[#out + 1] = i == 1 and '"' or ',"'
    out[#out + 1] = names[i]
    out[#out + 1] = '":'
    out[#out + 1] = good and answer.body or "null"
    if not good then
      errors[#errors + 1] = '{"part":"' .. names[i] .. '","status":' .. answer.status .. "}"
    end
  end
  out[1] = #errors == 0 and '{"complete":true,"data":{' or '{"complete":false,"data":{'
  out[#out + 1] = '},"errors":['
  out[#out + 1] = table.concat(errors, ",")
  out[#out + 1] = "]}"
  local body = table.concat(out)
  ngx.header.content_type = "application/json"
  ngx.header.content_length = #body
  ngx.print(body)
end
