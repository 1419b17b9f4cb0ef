-- What the tests do within Neovim; neovim.ts runs this file. Times are in milliseconds.
holdfast = {}
local patience = 30000

-- The server of the current buffer, once it is ready.
local function client()
  local function now()
    local _, one = next(vim.lsp.buf_get_clients(0))
    return one
  end
  vim.wait(patience, function() return now() ~= nil end, 20)
  return now()
end

function holdfast.place(needle)
  local lines = vim.api.nvim_buf_get_lines(0, 0, -1, true)
  for row, line in ipairs(lines) do
    local column = line:find(needle, 1, true)
    if column then return row, column - 1 end
  end
  error('not in the buffer: ' .. needle)
end

function holdfast.go_to(needle)
  vim.api.nvim_win_set_cursor(0, { holdfast.place(needle) })
end

function holdfast.buffer(path)
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_get_name(buffer) == path then return buffer end
  end
end

local severities = { 'error', 'warning', 'information', 'hint' }

local function shown(diagnostic)
  local path = {}
  for _, step in ipairs(diagnostic.user_data.lsp.relatedInformation or {}) do
    local file = vim.fn.fnamemodify(vim.uri_to_fname(step.location.uri), ':t')
    table.insert(path, file .. ':' .. step.location.range.start.line + 1 .. ': ' .. step.message)
  end
  local marked = vim.NIL
  if vim.api.nvim_buf_is_loaded(diagnostic.bufnr) then
    local d = diagnostic
    marked = table.concat(vim.api.nvim_buf_get_text(d.bufnr, d.lnum, d.col, d.end_lnum, d.end_col, {}), '\n')
  end
  return {
    line = diagnostic.lnum,
    severity = severities[diagnostic.severity],
    message = diagnostic.source .. ' [' .. diagnostic.code .. ']: ' .. diagnostic.message,
    marked = marked,
    path = path,
  }
end

function holdfast.diagnostics(path, count)
  local function now()
    local buffer = holdfast.buffer(path)
    return buffer and vim.diagnostic.get(buffer) or {}
  end
  vim.wait(patience, function() return #now() == count end, 20)
  return vim.tbl_map(shown, now())
end

local function float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then return window end
  end
end

function holdfast.hover(needle)
  holdfast.go_to(needle)
  client()
  vim.lsp.buf.hover()
  vim.wait(patience, function() return float() ~= nil end, 20)
  return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(float()), 0, -1, true), '\n')
end

function holdfast.act(needle, title)
  holdfast.go_to(needle)
  local titles, done = {}, false
  vim.ui.select = function(items, options, choose)
    for index, item in ipairs(items) do
      titles[index] = options.format_item(item)
      if titles[index] == title then
        choose(item, index)
        done = true
      end
    end
  end
  vim.lsp.buf.code_action()
  vim.wait(patience, function() return #titles > 0 end, 20)
  if not done then error('offered are: ' .. table.concat(titles, ', ')) end
end

function holdfast.type(needle, text)
  local row, column = holdfast.place(needle)
  vim.api.nvim_buf_set_text(0, row - 1, column, row - 1, column + #needle, vim.split(text, '\n'))
end

function holdfast.text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n') .. '\n'
end

function holdfast.configure(minSeverity)
  local settings = { holdfast = { minSeverity = minSeverity } }
  client().notify('workspace/didChangeConfiguration', { settings = settings })
end

function holdfast.server_pid()
  client()
  return vim.api.nvim_get_proc_children(vim.fn.getpid())[1]
end
