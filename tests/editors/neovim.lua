-- What somebody does in Neovim with an open report; what the editor then shows goes to $SEEN as JSON.
local seen = {}

local function shown()
  return vim.tbl_map(function(d)
    return { code = d.code, message = d.message, line = d.lnum, column = d.col, severity = d.severity, source = d.source }
  end, vim.diagnostic.get(0))
end

local function wait_for(number)
  return vim.wait(30000, function()
    return #vim.diagnostic.get(0) == number
  end, 20)
end

local function try()
  seen.opened = wait_for(1) and shown() or "no diagnostics"
  local first = vim.diagnostic.get(0)[1]
  vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })

  -- `position_encoding` is asked for since 0.11.
  local client = (vim.lsp.get_clients or vim.lsp.get_active_clients)({ bufnr = 0 })[1]
  local place = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local answers = vim.lsp.buf_request_sync(0, "textDocument/hover", place, 30000)
  seen.hover = answers[client.id].result.contents.value

  -- The first of the offered fixes is the one that somebody would take.
  vim.ui.select = function(items, _, choose)
    choose(items[1], 1)
  end
  vim.lsp.buf.code_action({ apply = true })
  vim.wait(30000, function()
    return vim.bo.modified
  end, 20)
  seen.mended = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  seen.clean = wait_for(0)

  vim.cmd("silent undo")
  seen.again = wait_for(1)
  vim.fn.writefile({ 'ignore = ["sum-mismatch"]' }, "report-lint.toml")
  vim.cmd("silent write!")
  seen.ignored = wait_for(0)
end

local fine, problem = pcall(try)
seen.problem = not fine and tostring(problem) or nil
vim.fn.writefile({ vim.json and vim.json.encode(seen) or vim.fn.json_encode(seen) }, os.getenv("SEEN"))
vim.cmd("qall!")
